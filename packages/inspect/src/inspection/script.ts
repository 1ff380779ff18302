import { shellQuote } from '@unloop/engine/commands'
import type { InspectionPlan } from '@unloop/engine'
import { NETWORK_FUNCTIONS, networkChecks } from './script-network.ts'

/** What the script observes, and with which programs; it is POSIX sh, as busybox and dash read it. */
export interface ScriptRequest {
  readonly plan: InspectionPlan
  /** The static busybox; null where the container's own programs have to do. */
  readonly tool: string | null
  /** Folder in which the inspected container's files appear: `/proc/1/root` from beside it, else nothing. */
  readonly root: string
  /** Folders searched for programs where the script's own PATH is not the container's. */
  readonly path: string | null
  /** The container's working directory, where the script's own is another. */
  readonly folder: string | null
  /** The network alone: its files and variables are those of another container. */
  readonly isNetworkOnly: boolean
}

/** Begins and ends the answer: whatever a profile or a proxy prints around it is not part of it. */
export const BEGIN = '@unloop-look'
export const END = '@end'

/**
 * A POSIX script that looks and changes nothing: it opens files for reading alone, prints no value of a variable and no content
 * but the first bytes of programs. Each fact is a line of fields between tabs, named by the number in the plan that it answers.
 */
export function inspectionScript(request: ScriptRequest): string {
  return [
    ...head(request),
    FUNCTIONS,
    NETWORK_FUNCTIONS,
    `printf '${BEGIN}\\n'`,
    ...(request.isNetworkOnly ? [] : insideChecks(request)),
    ...networkChecks(request.plan.addresses),
    `printf '${END}\\n'`,
    'exit 0',
    '',
  ].join('\n')
}

const head = ({ tool, root, path, folder }: ScriptRequest): readonly string[] => [
  'LC_ALL=C; export LC_ALL',
  `BB=${tool === null ? "''" : shellQuote(tool)}`,
  `R=${root === '' ? "''" : shellQuote(root)}`,
  path === null ? 'P=$PATH' : `P=${shellQuote(path)}`,
  // The shell's own test lets root write anything, also on a file system that is mounted read-only.
  `M=${root === '' ? 'self' : '1'}`,
  folder === null ? 'W=$PWD' : `W=${shellQuote(folder)}`,
]

const insideChecks = ({ plan, root }: ScriptRequest): readonly string[] => [
  'who',
  `out arch "$(b uname -m)"`,
  ...plan.programs.map((name, index) => `prog ${index} ${shellQuote(name)}`),
  ...plan.paths.map(({ path }, index) => `look ${index} ${shellQuote(path)}`),
  ...plan.filled.map((path, index) => `list ${index} ${shellQuote(path)}`),
  ...plan.env.map((name, index) => (root === '' ? ownEnv(name, index) : `envof ${index} ${name}`)),
  ...plan.paths.flatMap(({ path, reason }, index) =>
    // The file systems of ConfigMaps and Secrets are the node's memory.
    reason === 'mount' && !plan.filled.includes(path) ? [`space ${index} ${shellQuote(path)}`] : [],
  ),
  'limits',
]

/** Names come from the engine and are names of variables; their values never leave the shell. */
const ownEnv = (name: string, index: number): string =>
  `if [ -z "\${${name}+x}" ]; then out env ${index} absent; elif [ -z "$${name}" ]; then out env ${index} empty; else out env ${index} set; fi`

const FUNCTIONS = String.raw`b() { if [ -n "$BB" ]; then "$BB" "$@"; else "$@"; fi; }
out() { printf '@%s' "$1"; shift; for w in "$@"; do printf '\t%s' "$w"; done; printf '\n'; }
b64() { b base64 2>/dev/null | b tr -d '\n'; }
enc() { printf %s "$1" | b64; }
who() {
  if [ -n "$R" ]; then
    out user "$(b sed -n 's/^Uid:[^0-9]*\([0-9]*\).*/\1/p' /proc/1/status)" "$(b sed -n 's/^Groups://p' /proc/1/status | b tr '\t' ' ')"
    if [ ! -x "$R/" ]; then out hidden "$(b id -u)"; fi
  else out user "$(b id -u)" "$(b id -G)"; fi
}
real() {
  p=$1; n=0
  while [ -L "$R$p" ] && [ $n -lt 16 ]; do
    t=$(b readlink "$R$p") || break
    case $t in /*) p=$t ;; *) p=$(printf %s "$p" | b sed 's,/[^/]*$,,')/$t ;; esac
    n=$((n+1))
  done
}
above() { d=$1; while [ -n "$d" ] && [ ! -e "$R$d" ]; do case $d in */*) d=$(printf %s "$d" | b sed 's,/*[^/]*$,,') ;; *) d= ;; esac; done; [ -n "$d" ] || d=/; }
ro() {
  b awk -v p="$1" '{ if ($2 == "/" || p == $2 || index(p, $2 "/") == 1) if (length($2) >= l) { l = length($2); o = $4 } } END { exit o ~ /(^|,)ro(,|$)/ ? 0 : 1 }' /proc/$M/mounts 2>/dev/null
}
may() { m=; [ -r "$R$1" ] && m=r; [ -w "$R$1" ] && ! ro "$1" && m=$m"w"; [ -x "$R$1" ] && m=$m"x"; [ -n "$m" ] || m=none; }
owned() { b stat -c '%a %u %g %s' "$R$1" 2>/dev/null || echo '- - - -'; }
look() {
  real "$2"
  if [ ! -e "$R$p" ]; then
    above "$p"
    if [ -x "$R$d" ]; then s=missing; else s=hidden; fi
    may "$d"; out path "$1" "$s" "$m" - - - - - "$(enc "$d")"; return
  fi
  may "$p"; t=other; [ -f "$R$p" ] && t=file; [ -d "$R$p" ] && t=folder
  set -- "$1" $(owned "$p")
  out path "$1" there "$m" "$t" "$2" "$3" "$4" "$5" -
}
list() {
  c=0; k=0
  for f in "$R$2"/*; do
    [ -e "$f" ] || continue
    c=$((c+1)); [ $c -gt 200 ] && break
    [ -f "$f" ] || continue
    q=$(printf %s "$f" | b sed "s,^$R,,")
    if [ ! -r "$f" ] || [ ! -s "$f" ]; then
      k=$((k+1)); [ $k -gt 12 ] && break
      may "$q"
      out file "$1" "$(enc "$q")" "$m" $(owned "$(printf %s "$q")")
    fi
  done
  out count "$1" "$c"
}
find() {
  case $1 in
    /*) q=$1 ;;
    */*) q=$W/$1 ;;
    *) q=; o=$IFS; IFS=:
       for d in $P; do IFS=$o; if [ -f "$R$d/$1" ]; then q=$d/$1; [ -x "$R$q" ] && break; fi; done
       IFS=$o ;;
  esac
}
exists() { real "$1"; if [ -e "$R$p" ]; then echo yes; else echo no; fi; }
loads() {
  case $1 in
    */ld-musl*) b timeout 10 "$1" --list "$2" ;;
    *) if [ -n "$BB" ]; then "$BB" timeout 10 "$BB" env LD_TRACE_LOADED_OBJECTS=1 "$1" "$2"; else timeout 10 env LD_TRACE_LOADED_OBJECTS=1 "$1" "$2"; fi ;;
  esac
}
prog() {
  find "$2"
  if [ -z "$q" ]; then out prog "$1" missing; return; fi
  real "$q"
  if [ ! -e "$R$p" ]; then out prog "$1" missing; return; fi
  if [ -d "$R$p" ]; then out prog "$1" folder "$(enc "$p")"; return; fi
  f=$p; s=ok; [ -x "$R$f" ] || s=not-executable
  g=$(b head -c 4096 "$R$f" 2>/dev/null | b64)
  i=; e=
  case $(b head -c 2 "$R$f" 2>/dev/null | b tr -d '\0') in
    '#!') l=$(b head -n 1 "$R$f" | b head -c 300 | b tr -d '\r' | b sed 's/^#![ \t]*//')
       i=$(printf %s "$l" | b sed 's/[ \t].*//')
       case $i in */env) a=$(printf %s "$l" | b sed 's/^[^ \t]*[ \t]*//; s/^-S[ \t]*//; s/[ \t].*//'); find "$a"; if [ -n "$q" ]; then i=$q; else i=$a; fi ;; esac
       ;;
    *) i=$(b head -c 4096 "$R$f" 2>/dev/null | b tr '\0' '\n' | b sed -n '/^\/[A-Za-z0-9._\/+-]*ld[A-Za-z0-9._+-]*so[.0-9]*$/{p;q;}') ;;
  esac
  if [ -n "$i" ]; then case $i in /*) e=$(exists "$i") ;; *) e=no ;; esac; fi
  set -- "$1" $(owned "$f")
  out prog "$1" "$s" "$(enc "$f")" "$2" "$3" "$4" "$5" "$(enc "$i")" "$e" "$g"
  if [ -z "$R" ] && [ "$e" = yes ] && [ "$s" = ok ]; then
    case $i in *ld*so*) loads "$i" "$f" 2>&1 </dev/null | b sed -n '/not found/p; /Error loading/p; /Error relocating/p' | b head -n 20 | while IFS= read -r l; do out lib "$1" "$(enc "$l")"; done ;; esac
  fi
}
envof() {
  l=$(b tr '\0' '\n' 2>/dev/null </proc/1/environ | b sed -n "s/^$2=\(.\{0,1\}\).*/x\1/p" | b head -n 1 | b wc -c)
  if [ ! -r /proc/1/environ ]; then return; fi
  case $l in 0) out env "$1" absent ;; 2) out env "$1" empty ;; *) out env "$1" set ;; esac
}
space() {
  real "$2"; [ -e "$R$p" ] || return
  out space "$1" "$(b df -P -k "$R$p" 2>/dev/null | b tail -n 1 | b tr -s ' ' | b cut -d ' ' -f 2,4)" "$(b df -P -i "$R$p" 2>/dev/null | b tail -n 1 | b tr -s ' ' | b cut -d ' ' -f 4)"
}
limits() {
  for f in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do [ -r $f ] && { out limit memory "$(b cat $f)"; break; }; done
  for f in /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max; do [ -r $f ] && { out limit processes "$(b cat $f)"; break; }; done
  out limit open-files "$(ulimit -n 2>/dev/null)"
}`
