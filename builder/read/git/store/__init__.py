"""Objects, trees and files out of git, each held against its id."""
