"""When was it done, when was it filed, what became of it afterwards, and what can git not say about that?"""
