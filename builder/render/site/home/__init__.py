"""The pages of content/ and the blocks that Muster fills in there: whom to call, my site, forms, what changed, talks."""
