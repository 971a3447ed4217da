"""Turns a snapshot and its findings into files; decides nothing about right and wrong."""
