/** Phrases that all outputs for people share. */
export * from '@unloop/engine/phrases'
