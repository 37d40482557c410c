"""Forms of English verbs, made from the base form by the spelling rules, with the irregular ones listed."""

from __future__ import annotations

from collections.abc import Iterable

IRREGULAR: dict[str, tuple[str, str]] = {
    "begin": ("began", "begun"), "bite": ("bit", "bitten"), "blow": ("blew", "blown"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "burst": ("burst", "burst"), "choose": ("chose", "chosen"), "come": ("came", "come"),
    "creep": ("crept", "crept"), "cut": ("cut", "cut"), "draw": ("drew", "drawn"), "drink": ("drank", "drunk"),
    "drive": ("drove", "driven"), "eat": ("ate", "eaten"), "fall": ("fell", "fallen"), "feel": ("felt", "felt"),
    "find": ("found", "found"), "fling": ("flung", "flung"), "get": ("got", "got"), "give": ("gave", "given"),
    "go": ("went", "gone"), "grow": ("grew", "grown"), "hang": ("hung", "hung"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"),
    "lay": ("laid", "laid"), "lead": ("led", "led"), "lean": ("leaned", "leant"), "leap": ("leaped", "leapt"),
    "leave": ("left", "left"), "let": ("let", "let"), "lie": ("lay", "lain"), "light": ("lit", "lit"),
    "make": ("made", "made"), "mean": ("meant", "meant"), "meet": ("met", "met"), "put": ("put", "put"),
    "quit": ("quit", "quit"), "read": ("read", "read"), "ride": ("rode", "ridden"), "rise": ("rose", "risen"),
    "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"), "send": ("sent", "sent"),
    "set": ("set", "set"), "shake": ("shook", "shaken"), "shoot": ("shot", "shot"), "shut": ("shut", "shut"),
    "sing": ("sang", "sung"), "sink": ("sank", "sunk"), "sit": ("sat", "sat"), "slide": ("slid", "slid"),
    "speak": ("spoke", "spoken"), "spit": ("spat", "spat"), "spring": ("sprang", "sprung"), "stand": ("stood", "stood"),
    "stick": ("stuck", "stuck"), "strike": ("struck", "struck"), "swallow": ("swallowed", "swallowed"),
    "swear": ("swore", "sworn"), "sweep": ("swept", "swept"), "swing": ("swung", "swung"), "take": ("took", "taken"),
    "tear": ("tore", "torn"), "tell": ("told", "told"), "think": ("thought", "thought"), "throw": ("threw", "thrown"),
    "turn": ("turned", "turned"), "understand": ("understood", "understood"), "wake": ("woke", "woken"),
    "wear": ("wore", "worn"), "weep": ("wept", "wept"), "win": ("won", "won"), "write": ("wrote", "written"),
    "rejoin": ("rejoined", "rejoined"), "explain": ("explained", "explained"), "bawl": ("bawled", "bawled"),
    "catch": ("caught", "caught"), "buy": ("bought", "bought"), "teach": ("taught", "taught"), "fight": ("fought", "fought"),
    "seek": ("sought", "sought"), "bend": ("bent", "bent"), "lend": ("lent", "lent"), "spend": ("spent", "spent"),
    "build": ("built", "built"), "sleep": ("slept", "slept"), "weave": ("wove", "woven"), "feed": ("fed", "fed"),
    "bleed": ("bled", "bled"), "lose": ("lost", "lost"), "pay": ("paid", "paid"), "sell": ("sold", "sold"),
    "forget": ("forgot", "forgotten"), "freeze": ("froze", "frozen"), "steal": ("stole", "stolen"), "ring": ("rang", "rung"),
    "shrink": ("shrank", "shrunk"), "sting": ("stung", "stung"), "swim": ("swam", "swum"), "grind": ("ground", "ground"),
    "bind": ("bound", "bound"), "dig": ("dug", "dug"), "hurt": ("hurt", "hurt"), "hit": ("hit", "hit"),
    "spread": ("spread", "spread"), "thrust": ("thrust", "thrust"), "deal": ("dealt", "dealt"), "dream": ("dreamed", "dreamt"),
    "kneel": ("knelt", "knelt"), "shine": ("shone", "shone"), "show": ("showed", "shown"), "bear": ("bore", "borne"),
    "beat": ("beat", "beaten"), "become": ("became", "become"), "withdraw": ("withdrew", "withdrawn"), "hide": ("hid", "hidden"),
    "fly": ("flew", "flown"), "flee": ("fled", "fled"), "cling": ("clung", "clung"), "wring": ("wrung", "wrung"),
    "stride": ("strode", "stridden"), "wind": ("wound", "wound"), "split": ("split", "split"), "do": ("did", "done"),
    "forgive": ("forgave", "forgiven"), "arise": ("arose", "arisen"), "awake": ("awoke", "awoken"), "tread": ("trod", "trodden"),
}  # fmt: skip
_DOUBLING = frozenset(
    "admit beg bet blurt chat chip clip drag drop gab grab grin grip hum jab jog knit nag nod pat permit plan plot plug prod quip "
    "rap refer rub scan shrug sip skip slam slap slip slur snap sob spot stab stammer step stir stop strut stun tap thud tip "
    "transmit trap trip tug wag war whip wrap yap zip confer hop hug".split()
) - {"blurt", "stammer"}


def past(base: str) -> str:
    """The simple past of `base`."""
    if base in IRREGULAR:
        return IRREGULAR[base][0]
    return _suffixed(base, "ed")


def _suffixed(base: str, suffix: str) -> str:
    if base in _DOUBLING:
        return base + base[-1] + suffix
    if suffix == "ed":
        if base.endswith("e"):
            return base + "d"
        if base.endswith("y") and base[-2] not in "aeiou":
            return base[:-1] + "ied"
    elif suffix == "ing" and base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + suffix


def third_person(base: str) -> str:
    """The present of `base` after he, she or it."""
    if base in ("have",):
        return "has"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def forms(bases: Iterable[str], *, gerund: bool = False, bare: bool = True) -> dict[str, str]:
    """Every form of `bases` (past, third person, optionally the bare form and the gerund) with its base form."""
    out: dict[str, str] = {}
    for base in bases:
        made = [past(base), third_person(base)]
        if bare:
            made.append(base)
        if gerund:
            made.append(_suffixed(base, "ing"))
        for form in made:
            out.setdefault(form, base)
    return out
