/** What the beginning of an ELF file says (System V ABI, "ELF Header"). */
export interface Elf {
  /** As Kubernetes names architectures; the machine's number where it has no such name. */
  readonly arch: string
}

/** `e_machine` (elf.h) as Go names it. */
const MACHINES: Readonly<Record<number, string>> = {
  3: '386',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
}

/** Null where it is no ELF file. */
export function readElf(bytes: Uint8Array): Elf | null {
  if (
    bytes.length < 20 ||
    bytes[0] !== 0x7f ||
    bytes[1] !== 0x45 ||
    bytes[2] !== 0x4c ||
    bytes[3] !== 0x46
  )
    return null
  const littleEndian = bytes[5] !== 2
  const machine = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(
    18,
    littleEndian,
  )
  const name = MACHINES[machine] ?? `machine ${machine}`
  return { arch: machine === 21 && littleEndian ? 'ppc64le' : name }
}

/** `uname -m` as Kubernetes names it (kubelet's `runtime.GOARCH`); null where it is unknown. */
export function archOf(machine: string): string | null {
  return UNAME[machine] ?? null
}

/** Machines as `uname -m` names them, and the architectures of images (GOARCH). */
const UNAME: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  i386: '386',
  i686: '386',
  aarch64: 'arm64',
  armv7l: 'arm',
  armv6l: 'arm',
  ppc64le: 'ppc64le',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loongarch64: 'loong64',
}
