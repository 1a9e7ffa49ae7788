import { create } from 'zustand';

/** Whether a screen reader, or another program that reads the window, is at work. Only the desktop can tell; false in a browser. */
export const useAssistiveTechnology = create<{ present: boolean }>(() => ({ present: false }));
