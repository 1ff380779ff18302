/** What a colour and its shape stand for. */
export type Tone = 'bad' | 'warn' | 'good' | 'calm' | 'change'
