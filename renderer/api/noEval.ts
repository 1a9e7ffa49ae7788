import * as z from 'zod';

// The page's policy forbids making code from text. Zod would try, be refused, and leave an error in the console; it
// must be told before the first schema is made, so this file is the first that `main.tsx` imports.
z.config({ jitless: true });
