import { SourceError } from '../../src/sources/source-error.ts';

export function faultOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof SourceError) return error.fault;
    throw error;
  }
  return undefined;
}

export function kindAndPlace(read: () => unknown) {
  const fault = faultOf(read);
  if (!fault) return undefined;
  const { kind, place, line, column } = fault;
  return `${kind} ${place ?? `${line}:${column}`}`.trimEnd();
}
