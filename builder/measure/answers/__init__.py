"""The standard's questions and what answers them; how ready that is, and for how long."""
