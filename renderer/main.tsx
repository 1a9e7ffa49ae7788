import './api/noEval.ts';
import './ui/tokens.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client.ts';
import { App } from './app.tsx';
import { WhenBroken } from './parts/broken.tsx';

// An article whose face arrives after its first layout is laid out twice.
void document.fonts.load("18px 'Source Serif 4 Variable'");

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <WhenBroken>
        <App />
      </WhenBroken>
    </QueryClientProvider>
  </StrictMode>,
);
