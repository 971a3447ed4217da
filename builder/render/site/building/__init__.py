"""From the tree to a folder of web pages: MkDocs with our settings, proved before anyone sees it; or shown while one writes."""
