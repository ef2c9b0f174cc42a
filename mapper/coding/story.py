"""What a document tells, sentence after sentence: the type of every event in the light of those before it.

"The blast", "the attack", "it happened" take their type from the last event that fits; an undated or unspecified
explosion takes the weapon the document speaks of. Only sentences with an event trigger are read; of the others the
places they name, where a later "the city" asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mapper.coding.article import Article
from mapper.coding.events import EventType, Trigger, fits_family
from mapper.coding.kinds import Kinds
from mapper.coding.leads import LEAD, is_widespread, place_of_lead
from mapper.coding.linking import Link, Loose, link
from mapper.coding.pointing import Places, event_clauses, pointer_in
from mapper.coding.reading import Mention, Reading
from mapper.coding.sharpening import PEACEFUL, cause_in, is_definite
from mapper.coding.turns import turns_away
from mapper.model import Span

# Sentences over which an event is still the one just told, or the one whose place is about to be named.
NEAR = 6


@dataclass(slots=True, eq=False)
class Told:
    """One event told at one place: the sentence by number and as read, the place and event word, the type."""

    index: int
    reading: Reading
    link: Link
    kind: EventType
    of: Told | None = None

    @property
    def trigger_span(self) -> Span:
        """Where the event word stands in the document."""
        return self.reading.span(self.link.trigger.first, self.link.trigger.last)

    @property
    def place_span(self) -> Span:
        """Where the name of its place stands in the document."""
        return self.link.mention.resolution.toponym.span


class Story:
    """The events of a document in the order they are told; ``loose_in`` gives the mentions no event was told at."""

    def __init__(self, article: Article) -> None:
        self.told: list[Told] = []
        self._article = article
        self._kinds = Kinds(article)
        self._loose: dict[int, list[Loose]] = {}
        self._named: dict[int, list[Mention]] = {}
        self._places = Places(self._names_in)
        self._placeless: list[tuple[int, Reading]] = []
        self._all_sharp = 0  # no event told before this one is a peaceful protest
        self._turned = -1  # the sentence that last turned to something else
        self._lead: tuple[Trigger, EventType] | None = None  # what the first sentence that tells an event tells
        for index in article.telling:
            self._read(index, article.reading(index))
        if article.telling and article.telling[0] < LEAD:
            self._settle_lead(article.telling[0])

    def loose_in(self, index: int) -> list[Loose]:
        """The mentions of a sentence that no event was told at."""
        if index not in self._loose:
            self._loose[index] = [found for found in link(self._article.reading(index)) if isinstance(found, Loose)]
        return self._loose[index]

    def _read(self, index: int, reading: Reading) -> None:
        """Take in the next sentence that tells an event."""
        first = not self.told
        loose = self._loose[index] = []
        places = self._named[index] = []
        actors: set[Mention] = set()
        for found in link(reading):
            if isinstance(found, Loose):
                loose.append(found)
                if _names_a_place(found):
                    places.append(found.mention)
                if not found.is_place:
                    actors.add(found.mention)
            elif _only_heard(reading, found):
                loose.append(Loose(found.mention, "heard or felt there, told to have happened elsewhere"))
            elif (kind := self._kinds.of(reading, found.trigger)) is None:
                loose.append(Loose(found.mention, "the sentence does not say what happened"))
            else:
                self.told.append(Told(index, reading, found, kind))
                places.append(found.mention)
        if turns_away(reading):
            self._placeless.clear()
            self._turned = index
        if first and not self.told:
            self.told += self._at_last_placed(index, reading, loose)
        if first and self.told:
            self.told[:0] = self._before_its_place(self.told[0])
        if index == self._article.telling[0]:
            kinds = ((t, self._kinds.of(reading, t)) for t in reading.triggers if t.is_event)
            self._lead = next(((t, kind) for t, kind in kinds if kind is not None), None)
        self._pointing_back(index, reading, actors)
        if self._is_placeless(reading, actors):
            if self.told:
                self._toll(index, reading)
            else:
                self._placeless.append((index, reading))
        self._kinds.take_in(reading)

    def _settle_lead(self, index: int) -> None:
        """Give the event of a lead without a town the town that the next sentences tell it by."""
        reading = self._article.reading(index)
        here = [number for number, told in enumerate(self.told) if told.index == index]
        mentions = {self.told[number].link.mention for number in here}
        if len(mentions) > 1 or any(mention.is_town for mention in mentions) or self._lead is None:
            return
        area = next((mention.resolution.place for mention in mentions), None)
        if is_widespread(
            reading, *((self.told[here[0]].link.trigger, self.told[here[0]].kind) if here else self._lead)
        ):
            return
        if (town := place_of_lead(self._article, index, area)) is None:
            return
        for number in here:
            told = self.told[number]
            self.told[number] = replace(told, link=replace(told.link, mention=town, anaphor=True))
        if not here:
            trigger, kind = self._lead
            first = Told(index, reading, Link(town, trigger, anaphor=True), kind)
            self.told[:0] = [first, *(told for told in self._before_its_place(first) if told.index != index)]

    def _told_in(self, reading: Reading) -> Iterator[Told]:
        """The events told in a sentence, when no later one has told any."""
        for told in reversed(self.told):
            if told.reading is not reading:
                break
            yield told

    def _pointing_back(self, index: int, reading: Reading, actors: set[Mention]) -> None:
        """Give the clauses that only say "the city" the last place of that kind, "the two villages" the last two."""
        for clause, trigger in event_clauses(reading, actors):
            pointer = pointer_in(reading, clause)
            unknown = pointer and any(last <= pointer.at for _, last in reading.unfound)
            places = self._places.meant(pointer, index, trigger) if pointer and not unknown else []
            places = places if pointer else self._of_main_clause(reading, clause, trigger)
            if places and (kind := self._kinds.of(reading, trigger)) is not None:
                self.told += [Told(index, reading, Link(place, trigger, anaphor=True), kind) for place in places]

    def _toll(self, index: int, reading: Reading) -> None:
        """A sentence that only counts the victims ("At least 25 people are dead") speaks of the event just told."""
        last = self.told[-1]
        self._met_with_force(index, reading, last)
        places = {told.link.mention for told in self._told_in(last.reading)}
        effect = next((t for t in reading.triggers if _speaks_of(reading, t, last.kind)), None)
        far = index - last.index > NEAR or self._turned > last.index
        if effect is None or far or len(places) > 1 or not fits_family(effect.rule, last.kind):
            return
        cause = cause_in(reading, effect, reading.clause_of(effect.first))
        if cause is None or self._kinds.of(reading, cause) == last.kind:
            self.told.append(Told(index, reading, Link(last.link.mention, effect, anaphor=True), last.kind, last))

    def _of_main_clause(self, reading: Reading, clause: tuple[int, int], trigger: Trigger) -> list[Mention]:
        """The place of "Police in X arrested ten people after clashes": the one place of the sentence."""
        after = reading.words.lowers[clause[0]] in ("after", "following") and not is_definite(reading, trigger)
        if not after or not any(told.kind.sub_event_type == "Arrests" for told in self._told_in(reading)):
            return []
        here = {told.link.mention for told in self._told_in(reading) if told.link.mention.first < clause[0]}
        return list(here) if len(here) == 1 else []

    def _met_with_force(self, index: int, reading: Reading, last: Told) -> None:
        """Sharpen the protest just told when the next sentences say that it was broken up or turned violent."""
        if last.kind.sub_event_type != PEACEFUL or index - last.index > 2:
            return
        kinds = [trigger.rule.event for trigger in reading.triggers]
        harsher = [k for k in kinds if k.event_type in ("Protests", "Riots") and k.sub_event_type != PEACEFUL]
        if harsher:
            recent = self.told[self._all_sharp :]
            self.told[self._all_sharp :] = [replace(t, kind=harsher[0]) if t.kind == last.kind else t for t in recent]
            self._all_sharp = len(self.told)

    def _at_last_placed(self, index: int, reading: Reading, loose: list[Loose]) -> list[Told]:
        """The event told without its place, where a later sentence names it: "Hotel owners in X said the killings"."""
        places = [one.mention for one in loose if one.is_place and not one.mention.is_area]
        if len(places) != 1 or not self._placeless or index - self._placeless[0][0] > NEAR:
            return []
        untold = [self._kinds.of(reading, t) for _, reading in self._placeless for t in reading.triggers if t.is_event]
        for trigger in reading.triggers:
            refers = trigger.rule.strength == "effect" or is_definite(reading, trigger)
            kind = self._kinds.of(reading, trigger) if refers and trigger.is_event else None
            if kind is not None and kind in untold:
                return [Told(index, reading, Link(places[0], trigger), kind)]
        return []

    def _before_its_place(self, first: Told) -> list[Told]:
        """The sentences that told the event before its place was named: "A bus overturned. It happened in Pune"."""
        found = []
        for index, reading in self._placeless:
            if first.index - index > NEAR:
                continue
            kinds = ((t, self._kinds.of(reading, t)) for t in reading.triggers if t.is_event)
            same = next((t for t, kind in kinds if kind == first.kind), None)
            if same is not None:
                found.append(Told(index, reading, Link(first.link.mention, same, anaphor=True), first.kind, first))
        return found

    def _is_placeless(self, reading: Reading, actors: set[Mention]) -> bool:
        """True for a sentence that neither places an event nor names a place where one could be."""
        named = {m for m in reading.mentions if m.resolution.toponym.form != "demonym"}
        placeless = not named or (named <= actors and next(self._told_in(reading), None) is None)
        return placeless and not reading.unfound

    def _names_in(self, index: int) -> list[Mention]:
        """The mentions of a sentence that name where something is."""
        if index not in self._named and index in self._article.named:
            self._named[index] = [found.mention for found in self.loose_in(index) if _names_a_place(found)]
        return self._named.get(index, [])


def _names_a_place(loose: Loose) -> bool:
    office = loose.reason.startswith("a body or an office")  # "the mayor of X ... the city"
    return loose.is_place or office


def _only_heard(reading: Reading, found: Link) -> bool:
    """True for "the blast was heard in X", not for "blasts were heard in X", which is the news itself."""
    between = reading.lowers(found.trigger.last, found.mention.first)
    alert = found.trigger.rule.event_type == "Alert"  # "the sound of air defence was heard over X"
    return not alert and is_definite(reading, found.trigger) and bool({"heard", "felt"}.intersection(between))


def _speaks_of(reading: Reading, trigger: Trigger, kind: EventType) -> bool:
    """True for a toll and for "the blaze", "the attack": words that go on about the event just told."""
    if trigger.rule.strength == "effect":
        return True
    same = trigger.rule.event == kind
    return trigger.is_event and is_definite(reading, trigger) and (same or trigger.rule.strength == "open")
