"""What the studio shows: each function answers one address with a page, a part of one, or sound."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from flows.affected import together
from flows.episode_clips import in_numbers, read_refused_clips
from flows.kept_episodes import last_run
from flows.night.due import sources_of
from flows.server import server_status
from flows.studio.back_catalogue import otherwise_now, published_essays
from flows.studio.essay_rows import chapters_of, rendered_chapters
from flows.studio.findings import doubtful_sentences, refused_sentences
from flows.studio.hearing_room import Sound, paused, sound_of, stored_sound
from flows.studio.rooms import EssayView, essay_id
from flows.studio.sounding import candidates, sounding
from flows.studio.studio_pages import render
from flows.studio.waiting_room import waiting_episodes, waiting_records
from flows.studio.wishes import SCOPES
from flows.studio.word_uses import MOST_USES, word_uses
from flows.studio.workplace import Workplace
from flows.taking_runs import takes_runs
from flows.ui.ui_links import files_url
from pipeline.errors import UsageError
from pipeline.languages.lexicon_files import load_lexicon
from pipeline.languages.readings import FROM_LEXICON
from pipeline.publication.page import element_for
from pipeline.publication.published_key import published_key
from pipeline.reading.directions_file import LONGEST_PAUSE_MS
from pipeline.script.review.unknown_words import unknown_words
from pipeline.settings.profiles import profile_names
from pipeline.settings.show import Show
from pipeline.settings.sound_settings import pause_ms
from pipeline.values.directions import AS_USUAL, like_of

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_KEY = re.compile(r"[0-9a-f]{64}")
MOST_READ_FIRST = 30
"""Sources that are read before the desk is shown, where nothing is known of a sitting before."""
IPA_KEYS = (
    *("ˈ", "ˌ", "ː", "ə", "ɪ", "ʊ", "ɛ", "ɔ", "æ", "ʌ", "ɑ", "ɒ", "ɜ", "ɚ", "i", "u"),
    *("eɪ", "aɪ", "ɔɪ", "aʊ", "oʊ", "θ", "ð", "ʃ", "ʒ", "tʃ", "dʒ", "ŋ", "ɹ", "j"),
)


def desk(request: Request, place: Workplace) -> Response:
    """Answer with the desk: all essays and their states, as they were last until they are read."""
    del request
    show = place.rooms.show
    place.awaken()
    is_begun = not place.rooms.is_read and (
        bool(place.desk) or len(sources_of(show)) > MOST_READ_FIRST
    )
    rows = place.desk if is_begun else place.rows()
    links = {"files": files_url(show), "runs": _runs(show)}
    return _page(place, "desk", rows=rows, title="Desk", is_begun=is_begun, **links)


def desk_part(request: Request, place: Workplace) -> Response:
    """Answer with the desk's rows alone, for a page that watches them."""
    del request
    show = place.rooms.show
    links = {"files": files_url(show), "runs": _runs(show)}
    return HTMLResponse(render("desk-rows", rows=place.rows(), show=show, is_begun=False, **links))


def essay(request: Request, place: Workplace) -> Response:
    """Answer with an essay, as written and as spoken; a long one with its beginning first."""
    show, id_ = place.rooms.show, request.path_params["id"]
    place.awaken()
    begun = place.rooms.beginning(id_)
    view = begun or place.rooms.view(id_)
    shelved = place.rooms.shelved(view.id)
    waits = published_key(view.essay.key) in waiting_records(show)
    return _page(
        place,
        "essay",
        title=view.essay.title,
        view=view,
        record=shelved.record,
        heard=shelved.record or waits or read_refused_clips(show.state, view.essay.key),
        chapters=chapters_of(view, show) if begun else rendered_chapters(view, show),
        words=() if begun else _words_of(view, place),
        is_begun=begun is not None,
        files=files_url(show),
        run=_run_of(view.essay.key, show),
        embed=element_for(shelved.record.slug, shelved.record.title, show.channel)
        if shelved.record
        else "",
    )


def whole(request: Request, place: Workplace) -> Response:
    """Answer with all chapters of an essay, for a page that shows its beginning."""
    view, show = _viewed(request, place), place.rooms.show
    return _part("chapters", chapters=rendered_chapters(view, show))


def ready(request: Request, place: Workplace) -> Response:
    """Word an essay before it is opened: asked as soon as somebody points at it."""
    _viewed(request, place)
    return Response(status_code=204)


def sentence(request: Request, place: Workplace) -> Response:
    """Answer with what can be done with a sentence."""
    view, n = _viewed(request, place), int(request.path_params["n"])
    show = place.rooms.show
    own, _, _ = view.sentence(n)
    line = view.line(n)
    wanted = [it for it in view.essay.directions.sentences if it.text == " ".join(own.split())]
    utterance = line.utterance
    usual = pause_ms(replace(utterance, delivery=AS_USUAL), show.pauses)
    return _part(
        "sentence",
        view=view,
        n=n,
        line=line,
        words=list(dict.fromkeys(_WORD.findall(own))),
        worded=next((it.spoken for it in wanted), "") if n in view.directed else "",
        own_words=[(word.written, like_of(word)) for it in wanted for word in it.words],
        voices=profile_names(show.voice_folders),
        usual=usual,
    )


def word(request: Request, place: Workplace) -> Response:
    """Answer with how a word sounds, what else it may sound like, and where it stands."""
    view, n = _viewed(request, place), int(request.path_params["n"])
    written = " ".join(request.query_params.get("word", "").split())[:80]
    if not written:
        raise UsageError("there is no word to say", mend="Choose one")
    rooms, show = place.rooms, place.rooms.show
    language = view.line(n).language
    own = view.essay.directions.words
    now = sounding(written, show, rooms.pool, language=language, words=own)
    for reading in view.line(n).utterance.readings:
        spoken = view.line(n).utterance.spoken[reading.start : reading.end]
        if spoken.lower() == written.lower():
            told = reading.why != FROM_LEXICON  # a lexicon is named by its file
            why = f"chosen by its sentence: {reading.why}" if told else now.why
            now = type(now)(f"/{reading.phonemes}/", spoken, reading.phonemes, why)
    most = None if request.query_params.get("all") else MOST_USES
    uses, n_uses = word_uses(written, rooms, show, most)
    return _part(
        "word",
        view=view,
        n=n,
        word=written,
        now=now,
        others=candidates(written, show, rooms.pool, language=language, now=now.like),
        scopes=SCOPES,
        uses=uses,
        n_uses=n_uses,
        ipa=IPA_KEYS,
    )


def words_worth_hearing(request: Request, place: Workplace) -> Response:
    """Answer with the names and unknown words of an essay."""
    view = _viewed(request, place)
    return _part("words", view=view, words=_words_of(view, place))


def ears(request: Request, place: Workplace) -> Response:
    """Answer with what the ears found of an essay's episode."""
    view, show = _viewed(request, place), place.rooms.show
    waits = waiting_records(show).get(published_key(view.essay.key))
    record = waits or place.rooms.shelved(view.id).record
    refused = read_refused_clips(show.state, view.essay.key)
    if refused:
        found, checked = refused_sentences(refused, show, view)
    elif record:
        found, checked = doubtful_sentences(record.slug, show, view)
    else:
        raise UsageError("this essay has no episode yet", mend="Make it first")
    return _page(
        place, "ears", title=view.essay.title, view=view, found=found,
        numbers=in_numbers(checked), is_refused=bool(refused),
    )  # fmt: skip


def catalogue(request: Request, place: Workplace) -> Response:
    """Answer with the published episodes that would sound otherwise now."""
    every = bool(request.query_params.get("all"))
    show = place.rooms.show
    published = published_essays(place.rooms, show)
    changes = otherwise_now(published, place.rooms, show, every=every)
    rows = [(essay_id(one.shelved.essay.key), one) for one in changes]
    n_clips, estimate_s = together(changes)
    return _page(
        place,
        "catalogue",
        title="Back catalogue",
        rows=rows,
        n_published=len(published),
        every=every,
        estimate_s=estimate_s,
        n_clips=n_clips,
        by_server=takes_runs(show),
        runs=_runs(show),
    )


def waiting(request: Request, place: Workplace) -> Response:
    """Answer with the episodes that wait for approval."""
    del request
    show = place.rooms.show
    rows = waiting_episodes(show, place.rooms.shelf(show))
    ids = [essay_id(one.shelved.essay.key) for one in rows]
    return _page(place, "waiting", title="Waiting", rows=rows, ids=ids)


def clip(request: Request, place: Workplace) -> Response:
    """Answer with the sound of an essay's sentence, spoken now if it is not there yet."""
    name = request.path_params["clip"]
    line = place.rooms.line(name) or _viewed(request, place).by_clip().get(name)
    if line is None:
        return stored_clip(request, place)
    return sounded(sound_of(line, place.rooms))


def paused_clip(request: Request, place: Workplace) -> Response:
    """Answer with two sentences and the silence between them, as it was or would be."""
    names = request.path_params["clip"], request.path_params["following"]
    lines = [
        place.rooms.line(name) or _viewed(request, place).by_clip().get(name) for name in names
    ]
    if None in lines:
        raise UsageError("this sound is not kept any more", mend="Load the page again")
    first, second = (sound_of(line, place.rooms) for line in lines if line is not None)
    pause_ms = min(int(request.path_params["pause"]), LONGEST_PAUSE_MS)
    return sounded(paused(first, pause_ms, second))


def stored_clip(request: Request, place: Workplace) -> Response:
    """Answer with a clip of the store.

    Raises:
        UsageError: It is not there any more.
    """
    key = request.path_params["clip"]
    sound = stored_sound(f"clips/{key}", place.rooms) if _KEY.fullmatch(key) else None
    if sound is None:
        raise UsageError("this sound is not kept any more", mend="Load the page again")
    return sounded(sound)


def sounded(sound: Sound) -> Response:
    """Return *sound* as an answer; the times of its words stand in a header."""
    times = ";".join(f"{start},{end},{at_s:.3f}" for start, end, at_s in sound.words)
    headers = {"Cache-Control": "private, max-age=86400", "X-Word-Times": times[:30_000]}
    return Response(sound.wav, media_type="audio/wav", headers=headers)


def _words_of(view: EssayView, place: Workplace) -> list[tuple[str, int, str, int]]:
    """Return the words worth hearing: word, how often, why, and the first sentence with it."""
    show = place.rooms.show
    lexicon = load_lexicon(show.voice_folders, view.script.language)
    found = []
    for one in unknown_words(view.script, lexicon):
        pattern = re.compile(rf"(?<!\w){re.escape(one.word)}(?!\w)")
        texts = (n for n, it in enumerate(view.lines) if pattern.search(it.utterance.text))
        found.append((one.word, one.count, one.why, next(texts, 0)))
    return found


def _runs(show: Show) -> str:
    """Return where the UI lists runs; empty where no server answers."""
    server = server_status(show)
    return f"{server.ui_url}/runs" if server.healthy else ""


def _run_of(key: str, show: Show) -> str:
    """Return the page of the run that made an essay last; empty where no server knows one."""
    runs, run_id = _runs(show), last_run(show.state, key)
    return f"{runs}/flow-run/{run_id}" if runs and run_id else ""


def _viewed(request: Request, place: Workplace) -> EssayView:
    return place.rooms.view(request.path_params["id"])


def _page(place: Workplace, name: str, **given: object) -> Response:
    show = place.rooms.show
    shared = {"token": place.rooms.token, "show": show, "undo": place.rooms.history.last}
    return HTMLResponse(render(name, **shared, **given))


def _part(name: str, **given: object) -> Response:
    return HTMLResponse(render(name, **given))
