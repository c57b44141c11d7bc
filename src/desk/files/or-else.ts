/** Returns what is read, or `absent` when an error says by its code that nothing is there. */
export async function orElse<Value, Absent>(
  reading: Promise<Value>,
  absent: Absent,
  codes = ['ENOENT', 'ENOTDIR']
): Promise<Value | Absent> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code)))
      return absent;
    throw error;
  }
}
