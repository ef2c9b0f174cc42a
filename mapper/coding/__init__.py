"""Event coding: what happened, where, when, who says so, how surely.

Begin with ``reports``: the coding of one document, stage by stage. Each stage is a module and what it alone needs:

    a document        article, capitals
    a sentence        reading: words, clauses, mentions (unfound) and triggers (events, patterns, inflection, verbs)
    where             linking: literal, local_bodies, roles (bearings, landmarks), taking (hosts, neighbours)
    what              story: kinds (sharpening, untold), pointing, leads, turns
    when              days, over the package dates
    who says so       attribution: sayings, speakers, register
    how surely        modality
    who, how many     actors (parties); tolls (casualties, harms, people, numbers, sharing)
    left out          sifting (finer), genres, credence
    told to a person  explain

Words and cues are rows of ``mapper/lexicon/``, read by ``lexicon`` and ``grammar``, found in a text by ``scanning``.
"""
