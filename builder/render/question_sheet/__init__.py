"""The question sheet beside the pack: the facts of every question and site as a workbook and as CSV, ready to be copied."""
