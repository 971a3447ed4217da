"""Keys, and signatures made with them: what each level embeds, and the time of an authority."""
