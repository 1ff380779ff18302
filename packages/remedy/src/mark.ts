/** On every object that unloop changed: which fix, when, and under which id its journal has it. */
export const ANNOTATION = 'unloop/fix'
