"""Episodes made stage by stage, without Prefect, as the produce flow would leave them."""

from __future__ import annotations

from dataclasses import replace


def published(show, source: str) -> str:
    from flows.episode_clips import clips_of, keep_episode_clips
    from flows.ledger import note_published
    from flows.sources import essay_of
    from pipeline.publication import publish
    from pipeline.publication.artwork import episode_art
    from pipeline.publication.card import card_of
    from pipeline.publication.identity import identify
    from pipeline.script import write_script
    from pipeline.sound.encoding import encode
    from pipeline.sound.master import master
    from pipeline.sound.timeline import stitch
    from pipeline.speech.chunks import cut_chunks
    from pipeline.speech.pool import SpeechPool
    from pipeline.speech.speaking import speak
    from pipeline.tools.store import open_store
    from pipeline.values.episode import Episode

    essay = essay_of(source, "", show.for_reading)
    identity = identify(essay, show.for_publication)
    script = write_script(essay, show.for_script)
    chunks = cut_chunks(script, show.casting)
    store = open_store(show.store)
    with SpeechPool(show.root, show.machine) as pool:
        spoken = [speak(chunk, store, pool) for chunk in chunks]
    timeline = stitch(script, spoken, store, show.for_sound, show.machine)
    mastered = master(timeline, store, show.audio, show.machine)
    work = show.state / "work-by-hand"
    work.mkdir(parents=True, exist_ok=True)
    sound = work / f"{identity.slug}.mp3"
    art = work / f"{identity.slug}.jpg"
    art.write_bytes(episode_art(show.channel.imprint, essay.title, essay.date, identity.number))
    named = Episode(identity, essay, script, timeline, (), art)
    card = card_of(named, show.channel.imprint)
    media = encode(timeline, mastered, sound, store, show.audio, show.machine, card)
    publish(replace(named, media=(media,)), show.for_publication)
    keep_episode_clips(
        show.state, identity.slug, clips_of(script, chunks, spoken, timeline, show.pauses)
    )
    note_published(show, essay, source, identity.slug)
    return identity.slug
