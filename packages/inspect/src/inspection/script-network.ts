import { shellQuote } from '@unloop/engine/commands'
import type { PlannedAddress } from '@unloop/engine'

/** What resolves and connects: busybox's nslookup and nc, else getent, bash or Python, whichever the container has. */
export const NETWORK_FUNCTIONS = String.raw`has() { if [ -n "$BB" ]; then return 0; fi; command -v "$1" >/dev/null 2>&1; }
T=; if [ -n "$BB" ] || command -v timeout >/dev/null 2>&1; then T=y; fi
lim() { n=$1; shift; if [ -n "$T" ]; then b timeout "$n" "$@"; else "$@"; fi; }
query() { if [ -n "$BB" ]; then "$BB" timeout 5 "$BB" nslookup "$1" 2>&1; else lim 5 nslookup "$1" 2>&1; fi; }
resolver() {
  out servers "$(b sed -n 's/^nameserver[ \t]*//p' /etc/resolv.conf 2>/dev/null | b tr '\n' ' ')"
  S=$(b sed -n 's/^search[ \t]*//p' /etc/resolv.conf 2>/dev/null | b tail -n 1)
  N=$(b sed -n 's/.*ndots:\([0-9]*\).*/\1/p' /etc/resolv.conf 2>/dev/null | b tail -n 1); [ -n "$N" ] || N=1
  DEAD=
}
name() {
  A=; h=$(b sed 's/#.*//' /etc/hosts 2>/dev/null | while read -r a names; do for x in $names; do [ "$x" = "$2" ] && echo "$a"; done; done | b head -n 1)
  if [ -n "$h" ]; then A=$h; out hosts "$1" "$h"; return; fi
  if ! has nslookup; then
    if has getent; then A=$(lim 10 getent ahosts "$2" 2>/dev/null | b sed 's/[ \t].*//' | b head -n 1); if [ -n "$A" ]; then out hosts "$1" "$A"; else out nogetent "$1"; fi; fi
    return
  fi
  l=; for s in $S; do l="$l $2.$s."; done
  if [ "$3" -ge "$N" ]; then l="$2. $l"; else l="$l $2."; fi
  for x in $l; do
    if [ -n "$DEAD" ]; then out try "$1" "$x" "$(enc 'connection timed out; no servers could be reached')"; return; fi
    a=$(query "$x" | b head -c 1500); out try "$1" "$x" "$(enc "$a")"
    A=$(printf '%s\n' "$a" | b sed -n '/^Name:/,$p' | b sed -n 's/^Address[^:]*:[ \t]*\([0-9a-fA-F.:]*\).*/\1/p' | b head -n 1)
    [ -n "$A" ] && return
    case $a in *'timed out'*|*'no servers'*|'') DEAD=y ;; esac
  done
}
upt() { read -r u _ </proc/uptime; printf %s "$u"; }
conn() {
  if [ -n "$BB" ]; then c=busybox; m=$("$BB" timeout 6 "$BB" nc -w 4 "$1" "$2" 2>&1 >/dev/null </dev/null); r=$?
  elif has bash; then c=bash; m=$(lim 5 bash -c ': </dev/tcp/'"$1/$2" 2>&1); r=$?
  elif has python3; then c=python; m=$(lim 6 python3 -c 'import socket,sys; socket.create_connection((sys.argv[1],int(sys.argv[2])),4)' "$1" "$2" 2>&1); r=$?
  elif has nc; then
    c=nc; m=$(lim 6 nc -w 4 "$1" "$2" 2>&1 >/dev/null </dev/null); r=$?
    # Most kinds of nc say why only when asked to talk.
    if [ $r -ne 0 ] && [ -z "$m" ]; then m=$(lim 6 nc -v -w 4 "$1" "$2" 2>&1 >/dev/null </dev/null); fi
  else c=none; m=; r=99; fi
}
port() {
  if [ -z "$A" ]; then out port "$1" - unresolved; return; fi
  u1=$(upt); conn "$A" "$2"; u2=$(upt)
  out port "$1" "$A" "$c" "$r" "$(printf %s "$m" | b tail -c 300 | b64)" "$u1" "$u2"
}`

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Each host is looked up once, then its ports; their numbers in the plan name the answers. */
export function networkChecks(addresses: readonly PlannedAddress[]): readonly string[] {
  if (addresses.length === 0) return []
  const hosts = [...new Set(addresses.map(({ host }) => host))]
  return [
    'resolver',
    ...hosts.flatMap((host, index) => [
      IPV4.test(host)
        ? `A=${shellQuote(host)}`
        : `name ${index} ${shellQuote(host)} ${host.split('.').length - 1}`,
      ...addresses.flatMap((planned, number) =>
        planned.host === host && planned.port !== null ? [`port ${number} ${planned.port}`] : [],
      ),
    ]),
  ]
}
