"""Spreadsheets as plain tables: text files in the encodings that programs write, and workbooks, opened only when they are safe."""
