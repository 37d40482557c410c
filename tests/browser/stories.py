"""Story documents for the page's tests: invented stories, put together so that every offset is right by construction."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fullcast.annotators.changes import find_changes
from fullcast.annotators.knowledge import find_knowledge
from fullcast.layers import Story

Document = dict[str, Any]


class Teller:
    """Writes a text and the layers over it at once; `document` gives the story document so far."""

    def __init__(self, title: str = "The Lamp at Quay Nine", author: str | None = "Edda Quill") -> None:
        self.text = ""
        self.metadata: dict[str, Any] = {"title": title, "author": author, "language": "en", "tags": []}
        self.layers: dict[str, list[Any]] = {
            name: []
            for name in (
                "regions",
                "chapters",
                "paragraphs",
                "emphasis",
                "breaks",
                "characters",
                "entities",
                "mentions",
                "quotations",
                "scenes",
                "levels",
                "notices",
            )
        }

    def character(self, id_: str, name: str, **fields: Any) -> str:
        """Adds a character and gives its id."""
        self.layers["characters"].append(
            {"id": id_, "name": name, "aliases": [name], "kind": "person", "cast": True} | fields
        )
        return id_

    def chapter(self, title: str) -> None:
        """Starts a chapter with a heading of its own."""
        self._close("chapters")
        self._open("regions", kind="heading")
        self.layers["chapters"].append(
            {"id": f"ch{len(self.layers['chapters']) + 1}", "start": len(self.text), "title": title}
        )
        self.paragraph(title)
        self._open("regions", kind="story")

    def region(self, kind: str) -> None:
        """Starts a region."""
        self._open("regions", kind=kind)

    def scene(self, place: str | None, *participants: str) -> None:
        """Starts a scene."""
        self._close("scenes")
        number = len(self.layers["scenes"]) + 1
        where: dict[str, Any] | None = {"entity": None, "evidence": [], "name": place} if place else None
        self.layers["scenes"].append(
            {
                "id": f"s{number}",
                "start": len(self.text),
                "place": where,
                "time": None,
                "participants": list(participants),
            }
        )

    def stars(self) -> None:
        """A row of stars between two scenes."""
        start = len(self.text)
        self.paragraph("* * *")
        self.layers["breaks"].append({"start": start, "end": start + 5, "kind": "ornament"})

    def paragraph(self, *parts: Any) -> None:
        """A paragraph: strings, and what `says`, `emphasised` and `named` give."""
        start = len(self.text)
        for part in parts:
            self._add(part)
        self.layers["paragraphs"].append([start, len(self.text)])
        self.text += "\n\n"

    def document(self) -> Document:
        """The story document."""
        for name in ("regions", "chapters", "scenes"):
            self._close(name)
        digest = hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()
        return {
            "format": "fullcast-story/1",
            "generator": {"name": "fullcast", "version": "0.1.0", "model": "rules", "settings": {}},
            "source": {"name": "quay.txt", "media_type": "text/plain", "encoding": "utf-8", "sha256": digest},
            "text": {"length": len(self.text), "sha256": digest, "content": self.text},
            "metadata": self.metadata,
        } | self.layers

    def _open(self, layer: str, **fields: Any) -> None:
        self._close(layer)
        items = self.layers[layer]
        if items and items[-1]["start"] == len(self.text):
            items.pop()
        items.append({"start": len(self.text)} | fields)

    def _close(self, layer: str) -> None:
        if self.layers[layer]:
            self.layers[layer][-1].setdefault("end", len(self.text))

    def _add(self, part: Any) -> None:
        start = len(self.text)
        if isinstance(part, str):
            self.text += part
            return
        kind, inner, fields = part
        for item in inner:
            self._add(item)
        span = [start, len(self.text)]
        if kind == "emphasis":
            self.layers["emphasis"].append(span)
        elif kind == "mention":
            number = len(self.layers["mentions"]) + 1
            self.layers["mentions"].append({"id": f"m{number}", "span": span, "type": "PER"} | fields)
        elif fields.get("goes_on"):
            self.layers["quotations"][-1]["spans"].append(span)
        else:
            number = len(self.layers["quotations"]) + 1
            self.layers["quotations"].append({"id": f"q{number}", "spans": [span], "parent": None} | fields)


def says(
    speaker: str | None, *words: Any, to: list[str] | None = None, sure: float | None = 0.97, **fields: Any
) -> Any:
    """A quotation: speech unless `kind` says otherwise."""
    quotation: dict[str, Any] = {
        "kind": "speech",
        "marked_by": "quotes",
        "type": "explicit",
        "speaker": speaker,
        "addressees": to,
        "by": "machine",
    }
    if sure is not None:
        quotation["confidence"] = sure
    return "quotation", words, quotation | {"alternatives": []} | fields


def goes_on(*words: Any) -> Any:
    """Another part of the quotation before."""
    return "quotation", words, {"goes_on": True}


def emphasised(*words: Any) -> Any:
    """Words in italics."""
    return "emphasis", words, {}


def named(who: str, words: str, form: str = "name") -> Any:
    """A mention of a character."""
    return "mention", (words,), {"entity": who, "form": form}


def quay() -> Document:
    """A short story of two chapters and three scenes that shows each thing the page can show."""
    t = Teller()
    odile = t.character("c1", "Odile Varrane", pronouns="she")
    pim = t.character("c2", "Pim Tasker", pronouns="he")
    hale = t.character("c3", "Old Corriden", pronouns="he")
    crowd = t.character("c4", "the dockhands", kind="group")
    gull = t.character("c5", "Brindle", kind="animal")
    t.character("c6", "the harbour board", kind="other", cast=False)
    t.region("author_note")
    t.paragraph("For my sister, who asked what became of the lamp. No boats were harmed.")
    t.chapter("One: What the Fog Kept")
    t.scene("the quay", odile, pim, hale)
    t.paragraph(
        "The fog had come in before supper and by nine it had eaten the quay. ",
        named(odile, "Odile"),
        " counted the lamps she could still see, "
        "came to two, and counted again in case the first two had only been remembered.",
    )
    t.paragraph(
        says(
            odile,
            "“That makes seven gone,”",
            to=[pim],
            cue=None,
            delivery={"loudness": "soft", "pace": None, "voice": [], "cut_off": False, "from": "adverb"},
        ),
        " ",
        named(odile, "she", "pronoun"),
        " said quietly. ",
        goes_on("“You told me the oil would last till morning.”"),
    )
    t.paragraph(
        says(pim, "“I told you the ", emphasised("good"), " oil would.”", to=[odile], sure=0.82, type="implicit")
    )
    t.paragraph(says(odile, "“And what did we buy?”", to=[pim], sure=0.79, type="implicit"))
    t.paragraph(
        named(pim, "Pim"),
        " looked at his boots, which were wet, and at the water, which was worse. ",
        says(pim, "“What we could pay for,”", to=[odile]),
        " ",
        named(pim, "he", "pronoun"),
        " admitted.",
    )
    t.paragraph(
        says(
            pim,
            "He’ll have us both swept into the harbour,",
            to=[pim],
            kind="thought",
            marked_by="none",
            type="anaphoric",
            sure=0.71,
        ),
        " ",
        named(pim, "he", "pronoun"),
        " thought, and not for the first time.",
    )
    t.paragraph(
        "A stick knocked on the boards, twice, slowly. ",
        says(hale, "“Who’s there?”", to=None, sure=0.55, alternatives=[["c2", 0.3]]),
        " somebody called; and from farther off, as if the fog itself had an opinion, ",
        says(None, "“Leave it dark!”", sure=0.4, type="implicit"),
    )
    t.paragraph(
        says(hale, "“My father kept this light,”", to=[odile, pim]),
        " said ",
        named(hale, "Corriden"),
        ", when he had come near enough to have a face. ",
        goes_on("“He used to say, ‘A lamp is a promise with a wick in it.’ And you two let seven of them—”"),
    )
    start = t.text.index("‘A lamp")
    t.layers["quotations"].append(
        {
            "id": "q-nested",
            "spans": [[start, t.text.index("’ And") + 1]],
            "parent": t.layers["quotations"][-1]["id"],
            "kind": "speech",
            "marked_by": "quotes",
            "type": "anaphoric",
            "speaker": None,
            "addressees": None,
            "confidence": 0.5,
            "by": "machine",
        }
    )
    t.paragraph(
        says(odile, "“Six,”", to=[hale]),
        " said ",
        named(odile, "Odile"),
        ", because the seventh had just come back on by itself.",
    )
    t.stars()
    t.scene("the boathouse", odile, pim, crowd, gull)
    t.paragraph(
        "In the boathouse they called it a ",
        says(None, "“miracle”", kind="not_speech", sure=None),
        " until the kettle boiled, and after that they called it damp. The gull ",
        named(gull, "Brindle"),
        ", who had been asleep on the ropes, opened one eye.",
    )
    t.paragraph(
        says(crowd, "“Ask the boy!”", to=[pim], sure=0.88), " cried ", named(crowd, "the dockhands", "nominal"), "."
    )
    t.paragraph(
        says(gull, "“Ask the girl,”", to=[crowd]), " said ", named(gull, "Brindle"), ", and went back to sleep."
    )
    t.paragraph(
        "Chalked over the door, in letters as old as the door, stood the rule of the house: ",
        says(hale, "LIGHT FIRST, SUPPER AFTER", kind="writing", marked_by="none", type="implicit", sure=0.62),
        ". Nobody looked up at it. Nobody ever had to.",
    )
    t.chapter("Two: What the Fog Gave Back")
    t.scene("the end of the pier", odile, hale)
    t.paragraph(
        named(odile, "She", "pronoun"),
        " found ",
        named(hale, "the old man", "nominal"),
        " at the end of the pier with his hat in his hands, facing the way the boats used to come.",
    )
    t.paragraph(says(odile, "“You lit it.”", to=[hale], sure=0.93, type="implicit"))
    t.paragraph(says(hale, "“With what? My good looks?”", to=[odile], sure=0.9, type="implicit"))
    t.paragraph(
        says(
            odile,
            "“With whatever you have in the hat.”",
            to=[hale],
            sure=0.58,
            type="implicit",
            alternatives=[["c3", 0.31]],
        )
    )
    t.paragraph(
        "He laughed then, a small rusty sound, and tipped the hat so that she could see into it. It was full to the brim with light.",
    )
    t.layers["notices"].append(
        {"code": "unclosed_quotation", "message": "A quotation in chapter two is never closed.", "span": [40, 60]}
    )
    return t.document()


_SUBJECTS = [
    "The ferry",
    "A lamp",
    "The rope",
    "His coat",
    "The ledger",
    "Her letter",
    "The tide",
    "A door",
    "The kettle",
    "The bell",
]
_VERBS = [
    "waited for",
    "leaned on",
    "forgot",
    "outlasted",
    "belonged to",
    "was nothing like",
    "had once been",
    "turned toward",
]
_OBJECTS = [
    "the far side of the harbour",
    "a winter nobody spoke of",
    "its own reflection",
    "the smell of tar and oranges",
    "the last honest clerk in the town",
    "a promise made over soup",
    "the stairs behind the chandlery",
    "the long grey morning",
]
_SAYINGS = [
    "I never asked for the key",
    "You will miss the boat if you stand there",
    "Somebody has to count the barrels",
    "It was raining when she left and it is raining now",
    "Tell him the price has changed",
    "We could still go back",
]
_NAMES = [
    "Arlo Fenn",
    "Bettany Crole",
    "Cass Wyndle",
    "Dorrit Ames",
    "Ewan Strake",
    "Fenna Bly",
    "Garrow Pell",
    "Hesper Lund",
    "Ivo Marsh",
    "Juna Tarrow",
    "Keld Osper",
    "Lio Wrenfield",
]


def novel(words: int = 200_000, chapters: int = 40) -> Document:
    """A novel of more than the usual length, made of the sentences above in an order that is always the same."""
    t = Teller(title="The Long Harbour", author=None)
    people = [t.character(f"c{i}", name) for i, name in enumerate(_NAMES)]
    written = count = 0

    def pick(items: list[str]) -> str:
        nonlocal count
        count += 1
        return items[(count * 7919 + count // 11) % len(items)]

    for chapter in range(chapters):
        t.chapter(f"Chapter {chapter + 1}")
        for scene in range(3):
            present = [people[(chapter + scene + i) % len(people)] for i in range(4)]
            t.scene(pick(_OBJECTS), *present)
            while written < words * (chapter * 3 + scene + 1) / (chapters * 3):
                before = len(t.text)
                who = present[count % 4]
                parts: list[Any] = []
                for _ in range(1 + count % 3):
                    friend = present[(count + 1) % 4]
                    parts += [
                        named(who, pick(_SUBJECTS), "nominal"),
                        f" {pick(_VERBS)} ",
                        named(friend, pick(_OBJECTS), "nominal"),
                        ", and ",
                        named(who, "they", "pronoun"),
                        " knew it, as ",
                        named(friend, pick(_NAMES)),
                        " told ",
                        named(who, "them", "pronoun"),
                        ", who told ",
                        named(who, "them", "pronoun"),
                        " and the sea knew ",
                        named(friend, "them", "pronoun"),
                        " both. ",
                    ]
                t.paragraph(*parts)
                other = present[(count + 1) % 4]
                t.paragraph(
                    says(who, f"“{pick(_SAYINGS)},”", to=[other], sure=0.3 + (count % 70) / 100),
                    " said ",
                    named(who, "they", "pronoun"),
                    ". ",
                    goes_on(f"“{pick(_SAYINGS)}.”"),
                )
                t.paragraph(
                    says(other, f"“{pick(_SAYINGS)}?”", to=[who], sure=0.3 + (count % 69) / 100, type="implicit")
                )
                written += len(t.text[before:].split())
    return t.document()


def ferry() -> Document:
    """A short story in which much happens: a masked figure, a dream that shows late, wounds, feelings, a choice."""
    t = Teller(title="The Ferry at Low Ebb", author="Edda Quill")
    tilda = t.character("c1", "Tilda", pronouns="she")
    oskar = t.character("c2", "Oskar", pronouns="he")
    bettany = t.character("c3", "Bettany", pronouns="she")
    father = t.character("c4", "Tilda’s father", pronouns="he")
    t.region("story")
    t.scene("the landing", tilda, bettany, oskar)
    t.paragraph(
        named(bettany, "The hooded rower", "nominal"),
        " did not look up when ",
        named(tilda, "Tilda"),
        " came down to the landing.",
    )
    t.paragraph(says(tilda, "“Take me over.”", to=[bettany]))
    t.paragraph(says(bettany, "“Not in this water.”", to=[tilda], type="implicit"))
    t.paragraph(
        named(oskar, "Oskar"), " came running, with his hand in a red cloth: he had shut it in the gate. ",
        says(oskar, "“Tilda, wait!”", to=[tilda], emotion={"label": "fear", "word": None, "intensity": 3, "toward": [tilda], "evidence": []}),
    )  # fmt: skip
    t.stars()
    t.scene("the boat", tilda, father, oskar)
    t.paragraph(
        "The boat was full of lamps. ",
        named(father, "Her father", "nominal"),
        " sat in the bow, as if he had never drowned.",
    )
    t.paragraph(says(father, "“You are late,”", to=[tilda]), " said ", named(father, "her father", "nominal"), ".")
    t.paragraph(named(oskar, "Oskar"), " lay on the stones and did not breathe. Nobody wept for him but the lamps.")
    t.stars()
    t.scene("the ferry house", tilda, bettany, oskar)
    t.paragraph(named(tilda, "Tilda"), " woke on the bench. There had been no lamps and no boat.")
    t.paragraph(
        says(bettany, "“You slept,”", to=[tilda], emotion={"label": "joy", "word": None, "intensity": 1, "toward": [tilda], "evidence": []}),
        " said ", named(bettany, "the hooded rower", "nominal"), ", and put back the hood. It was ", named(bettany, "Bettany"), ", her sister.",
    )  # fmt: skip
    t.paragraph(
        says(
            tilda,
            "“Bettany!”",
            to=[bettany],
            emotion={"label": "surprise", "word": None, "intensity": 2, "toward": [bettany], "evidence": []},
        )
    )
    t.paragraph(
        says(bettany, "“Come with me tonight, or stay with him. I shall not ask again.”", to=[tilda], type="implicit")
    )
    t.paragraph(
        named(tilda, "Tilda"),
        " looked at ",
        named(oskar, "Oskar"),
        ", who had gone to sleep by the stove, and her heart turned over.",
    )
    t.paragraph(says(tilda, "“Row,”", to=[bettany]), " she said.")
    t.paragraph("By noon ", named(oskar, "Oskar"), " was telling them all in the town that she had drowned.")
    return _with_world(t)


def _with_world(t: Teller) -> Document:
    """The ferry's world, layer by layer."""
    at = t.text.index

    def span(words: str) -> list[int]:
        return [at(words), at(words) + len(words)]

    unmasked, woke, choice = at("Bettany, her"), at("Tilda woke"), at("“Row,”")
    for mention in t.layers["mentions"]:
        if mention["entity"] == "c3" and mention["span"][0] < unmasked:
            mention["revealed_at"] = unmasked
    dream = {"id": "l1", "kind": "dream", "parent": "l0", "experiencer": "c1", "revealed_at": at("There had been")}
    t.layers["levels"] = [
        {"id": "l0", "kind": "story", "parent": None, "experiencer": None, "spans": [[0, len(t.text)]]},
        dream | {"spans": [[at("The boat was"), at("the lamps.") + len("the lamps.")]]},
    ]
    t.layers["scenes"][1]["level"] = "l1"
    hurt, breath = at("red cloth"), at("did not breathe")
    state: dict[str, Any] = {
        "until": None,
        "status": "asserted",
        "holder": None,
        "level": "l0",
        "where": None,
        "evidence": [],
    }
    t.layers["states"] = [
        {"id": "t1", "who": "c2", "slot": "body", "value": "hurt", "at": hurt} | state | {"where": "hand"},
        {"id": "t2", "who": "c1", "slot": "mind", "value": "asleep", "at": at("The boat was")} | state | {"until": woke},
        {"id": "t3", "who": "c2", "slot": "life", "value": "dead", "at": breath} | state | {"level": "l1"},
        {"id": "t4", "who": "c2", "slot": "mind", "value": "asleep", "at": at("gone to sleep")} | state,
        {"id": "t5", "who": "c1", "slot": "life", "value": "dead", "at": at("had drowned.")} | state | {"status": "believed", "holder": "c2"},
    ]  # fmt: skip
    wept = span("her heart turned over")
    t.layers["feelings"] = [
        {
            "id": "f1",
            "span": wept,
            "who": "c1",
            "label": "sadness",
            "word": None,
            "intensity": 2,
            "toward": ["c2"],
            "level": "l0",
            "evidence": [wept],
        }
    ]
    rower = [m["id"] for m in t.layers["mentions"] if "revealed_at" in m]
    t.layers["reveals"] = [
        {
            "id": "r1",
            "entity": "c3",
            "at": unmasked,
            "explains": rower,
            "figure": "the hooded rower",
            "evidence": [span("It was Bettany")],
        }
    ]
    offer = [at("“Come with"), choice + len("“Row,”")]
    options = ["go with Bettany", "stay with Oskar"]
    t.layers["decisions"] = [
        {"id": "d1", "decider": "c1", "offered_by": "c3", "options": options, "chosen": options[0], "at": choice, "span": offer, "level": "l0", "evidence": []}
    ]  # fmt: skip
    tie: dict[str, Any] = {"ended": False, "trend": None, "level": "l0"}
    t.layers["relationships"] = [
        {"id": "b1", "from": "c3", "to": "c1", "tie": "sibling", "feeling": None, "evidence": [span("her sister")]}
        | tie,
        {"id": "b2", "from": "c2", "to": "c1", "tie": None, "feeling": "love", "evidence": [span("“Tilda, wait!”")]}
        | tie,
    ]
    return t.document()


def ran(document: Document) -> Document:
    """A document with what its people know, and with the changes of its world."""
    story = Story.from_json(json.dumps(document))
    story = story.with_layer(find_knowledge(story))
    out: Document = json.loads(story.with_layer(find_changes(story)).to_json())
    return out


def eventful_novel(words: int = 200_000) -> Document:
    """The novel above, with as much going on in it as the densest of stories has to the page."""
    document = novel(words)
    length, people = document["text"]["length"], [c["id"] for c in document["characters"]]
    emotions = ("joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation")
    for i, quotation in enumerate(document["quotations"][::2]):
        quotation["emotion"] = {
            "label": emotions[i % 8], "word": None, "intensity": 1 + i % 3, "toward": quotation["addressees"], "evidence": []
        }  # fmt: skip
    values = (
        ("body", "hurt"),
        ("mind", "asleep"),
        ("freedom", "bound"),
        ("body", "unhurt"),
        ("mind", "awake"),
        ("freedom", "free"),
    )
    document["states"] = [
        {
            "id": f"t{i}", "who": people[i * 5 % len(people)], "slot": values[i % 6][0], "value": values[i % 6][1], "at": i * length // 600,
            "until": None, "status": "asserted", "holder": None, "level": "l0", "where": None, "evidence": [],
        }
        for i in range(600)
    ]  # fmt: skip
    document["levels"] = [{"id": "l0", "kind": "story", "parent": None, "experiencer": None, "spans": [[0, length]]}] + [
        {
            "id": f"l{i}", "kind": ("dream", "memory", "told")[i % 3], "parent": "l0", "experiencer": people[i % len(people)],
            "spans": [[(4 * i + 1) * length // 240, (4 * i + 2) * length // 240]],
        }
        for i in range(1, 60)
    ]  # fmt: skip
    return ran(document)
