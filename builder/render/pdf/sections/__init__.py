"""What the pack says: pure functions from a snapshot to sections, each an HTML document of its own with its anchors and assets."""
