"""Record types as paper forms: what a crew without phones fills in with a pen, and the office scans."""
