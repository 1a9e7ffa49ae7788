import type { Page } from '@playwright/test';

/** How often each role stands in the tree that assistive technology reads. Of the browser itself: selectors by role read the document. */
export async function rolesIn(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const roles: Record<string, number> = {};
  for (const { ignored, role } of nodes) if (!ignored && role) roles[role.value as string] = (roles[role.value as string] ?? 0) + 1;
  return roles;
}
