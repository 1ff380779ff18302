/** The words that all outputs for people share. */
export * from '@unloop/engine/words'
