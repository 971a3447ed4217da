"""Findings, coverage and due days as text for people, JSON for programs, and annotations for GitHub."""
