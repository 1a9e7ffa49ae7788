import { useEffect, useState, type ReactNode } from 'react';

/** Milliseconds after which nobody waits for the page to be idle. */
const longestWait = 100;

interface LaterProps {
  children: ReactNode;
  /** Called once the children are there. */
  onShown?: () => void;
}

/**
 * Draws its children once what surrounds them is painted, so that a key is answered before all that belongs to the answer is drawn.
 * Only when it is shown first: from then on they are drawn with the rest.
 */
export function Later({ children, onShown }: LaterProps) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let idle = 0;
    const frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => setPainted(true), { timeout: longestWait });
    });
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(idle);
    };
  }, []);
  useEffect(() => {
    if (painted) onShown?.();
  }, [painted, onShown]);
  return painted ? children : null;
}
