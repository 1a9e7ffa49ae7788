/** What one file of an import may cost: the promises that failures are told by, and that the parser processes are held to. */
export const importLimits = {
  /** Largest file, in megabytes of 1024 × 1024 bytes. */
  megabytes: 50,
  /** Memory that its parser process may have resident, in the same unit. */
  memoryMegabytes: 512,
  /** Time for reading it, in seconds; the pages of a PDF are set one by one. */
  seconds: 15,
  secondsOfPdf: 60,
} as const;
