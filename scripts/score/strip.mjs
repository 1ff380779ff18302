/** The same case as somebody without some right, or too late, would have it: which evidence is taken away. */
export const STRIPPED = {
  'no logs': (snapshot) => ({ ...snapshot, logs: [] }),
  'no events': (snapshot) => ({ ...snapshot, objects: withoutEvents(snapshot) }),
  'no logs, no events': (snapshot) => ({ ...snapshot, logs: [], objects: withoutEvents(snapshot) }),
}

const withoutEvents = (snapshot) => snapshot.objects.filter(({ object }) => object.kind !== 'Event')
