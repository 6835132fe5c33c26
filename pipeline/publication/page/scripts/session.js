// The lock screen, the headset and the car know the episode too.

function joinSession(audio, deck, said, artwork) {
  const session = navigator.mediaSession;
  if (!session || !globalThis.MediaMetadata) return;
  session.metadata = new MediaMetadata({
    title: said.title,
    artist: said.artist,
    album: said.album,
    artwork: /^https?:/.test(artwork?.src) ? [{ src: artwork.src }] : [],
    chapterInfo: deck.names.map((title, i) => ({ title, startTime: said.c[i] / 100 })),
  });
  const actions = {
    play: deck.play,
    pause: () => audio.pause(),
    seekbackward: (asked) => deck.seek(deck.time() - (asked.seekOffset ?? 15)),
    seekforward: (asked) => deck.seek(deck.time() + (asked.seekOffset ?? 15)),
    seekto: (asked) => deck.seek(asked.seekTime),
    previoustrack: () => deck.skipChapter(-1),
    nexttrack: () => deck.skipChapter(1),
  };
  for (const [name, act] of Object.entries(actions)) {
    try { session.setActionHandler(name, act); } catch { /* not known to this browser */ }
  }
  const tell = () => {
    if (!Number.isFinite(audio.duration)) return;
    session.setPositionState?.({
      duration: audio.duration,
      position: Math.min(audio.currentTime, audio.duration),
      playbackRate: audio.playbackRate,
    });
  };
  for (const name of ["loadedmetadata", "seeked", "ratechange", "play"]) audio.addEventListener(name, tell);
}
