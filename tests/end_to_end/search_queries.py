"""What people type into the search of the sample company's worker edition, and the page that has to come first: in English, or its French one."""

from __future__ import annotations

import random

PPE = "documents/hazard-control-and-ppe/"
FLHA = "documents/field-level-hazard-assessment/"
LADDERS = "documents/ladders/"
LOCKOUT = "documents/lockout-of-piping-systems/"
WHMIS = "documents/whmis/"
RESPIRATORS = "documents/respiratory-protection-code-of-practice/"
FIRST_AID = "documents/first-aid/"
INCIDENTS = "documents/incident-reporting-and-investigation/"
REFUSAL = "documents/hazard-reporting-and-right-to-refuse/"
LIFTS = "documents/aerial-work-platforms/"
FALLS = "documents/fall-protection-plan/"

QUERIES: tuple[tuple[str, str], ...] = (
    # Abbreviations and what they stand for, both ways.
    ("PPE", PPE),
    ("personal protective equipment", PPE),
    ("FLHA", FLHA),
    ("field level hazard assessment", FLHA),
    ("JSA", FLHA),
    ("WHMIS", WHMIS),
    ("safety data sheets", WHMIS),
    ("loto", LOCKOUT),
    # Words of the site.
    ("hard hat", PPE),
    ("helmet", PPE),
    ("manlift", LIFTS),
    ("scissor lift", LIFTS),
    ("zip cut", "documents/grinding-and-abrasive-wheels/"),
    ("forklift", "documents/loading-pipe-with-the-forklift/"),
    ("crane", "documents/setting-rooftop-units-with-a-crane/"),
    ("harness", FALLS),
    ("trench", "documents/excavation-and-ground-disturbance/"),
    ("confined space", "documents/confined-space-entry/"),
    ("hot work permit", "documents/hot-work-in-occupied-buildings/"),
    ("frostbite", "documents/working-in-heat-and-cold/"),
    ("new hire", "documents/orientation-and-mentoring/"),
    ("light duty", "documents/return-to-work/"),
    ("weed", "documents/fit-for-duty/"),
    ("bullying", "documents/violence-and-harassment-prevention/"),
    ("beard", RESPIRATORS),
    ("refuse unsafe work", REFUSAL),
    ("near miss", INCIDENTS),
    ("how do I report an injury", INCIDENTS),
    ("first aid", FIRST_AID),
    ("emergency", "emergency/"),
    ("muster point northgate", "documents/emergency-response-northgate/"),
    ("northgate", "sites/northgate/"),
    ("toolbox talk", "talks/"),
    # Numbers, however they are written.
    ("SWP-02", LADDERS),
    ("swp02", LADDERS),
    ("swp 2", LADDERS),
    ("Swp 02", LADDERS),
    # Plurals, hyphens, words half typed.
    ("ladder", LADDERS),
    ("ladders", LADDERS),
    ("respirators", RESPIRATORS),
    ("lock-out", LOCKOUT),
    ("lock out", LOCKOUT),
    ("respir", RESPIRATORS),
    ("weldi", "documents/welding-and-cutting/"),
    # French, with and without accents; Punjabi; Tagalog.
    ("casque", PPE),
    ("échelle", LADDERS),
    ("echelle", LADDERS),
    ("harnais", FALLS),
    ("premiers soins", FIRST_AID),
    ("droit de refus", REFUSAL),
    ("tuyauteur", "people/positions/"),
    ("brûlure", FIRST_AID),
    ("meule", "documents/grinding-and-abrasive-wheels/"),
    ("fuite de gaz", "documents/purging-and-charging-gas-lines/"),
    ("cadenas", LOCKOUT),
    ("chute", FALLS),
    ("sauvetage", "documents/emergency-response-prairie-creek/"),
    ("SIMDUT", WHMIS),
    ("amiante", "documents/asbestos-and-silica-awareness/"),
    ("urgence", "emergency/"),
    ("ਪੌੜੀ", LADDERS),
    ("ਹੈਲਮਟ", PPE),
    ("ਮੁੱਢਲੀ ਸਹਾਇਤਾ", FIRST_AID),
    ("hagdan", LADDERS),
    ("pangunang lunas", FIRST_AID),
)

HALF_TYPED = frozenset({"respir", "weldi"})
"""Beginnings of words: a mistake in one of them leaves too little to know what was meant."""

LEAST = 6
"""Letters of a word that is mistyped in the tests. With five, as in "bard", it may as well be another word's: board, hard, card."""

_NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
"""Keys beside a key."""


def mistyped(query: str, seed: int) -> str | None:
    """The query with one slip of the thumb in one of its longer words; None where it has no such word, or the slip changes nothing.

    Two letters swapped, one left out, one doubled, or the key beside it; never the first and the last letter.
    """
    chance = random.Random(f"{seed} {query}")
    words = query.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= LEAST and word.isascii() and word.isalpha()]
    if not long or query in HALF_TYPED:
        return None
    at = chance.choice(long)
    word = words[at].lower()
    place = chance.randrange(1, len(word) - 2)
    wrong = chance.choice(
        (
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + chance.choice(_NEAR[word[place]]) + word[place + 1 :],
        )
    )
    return None if wrong == word else " ".join((*words[:at], wrong, *words[at + 1 :]))
