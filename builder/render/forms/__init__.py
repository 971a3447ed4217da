"""Everything a person fills in, made from the definitions of the types: templates for new files, schemas, editor settings."""
