"""What happened on the branch: every change of every document and record, and what each revision says of itself."""
