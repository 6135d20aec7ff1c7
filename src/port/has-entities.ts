import type { PortClient } from './client.ts';

/** Whether a blueprint has any entity. @throws ApiError */
export async function hasEntities(
  port: Pick<PortClient, 'searchEntities'>,
  blueprint: string,
): Promise<boolean> {
  for await (const _ of port.searchEntities(blueprint, { include: ['$title'], limit: 1 }))
    return true;
  return false;
}
