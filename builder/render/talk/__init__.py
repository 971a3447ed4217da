"""Change to talk: what changed in a document, said to the people who work by it, with the paper that they sign and the record that proves it."""
