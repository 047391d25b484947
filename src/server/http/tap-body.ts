const NEWLINE = 10;

export interface BodyTap {
  /** Sees each chunk on its way. */
  pass?: (chunk: Uint8Array) => void;
  /** Told once that it is over: read to its end, broken off, or left by its reader. */
  end?: () => void;
  /** Takes what it broke off with in its reader's place, who sees an end. */
  cut?: (error: unknown) => void;
}

/** An answer's body as it is, with somebody who watches it go out. */
export function tapBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { pass, end, cut }: BodyTap,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let isOver = false;
  const finish = () => {
    isOver = true;
    end?.();
  };
  return new ReadableStream({
    async pull(stream) {
      try {
        const { done, value } = await reader.read();
        // Its reader left meanwhile.
        if (isOver) return;
        if (done) {
          finish();
          return stream.close();
        }
        pass?.(value);
        stream.enqueue(value);
      } catch (error) {
        if (isOver) return;
        finish();
        if (!cut) return stream.error(error);
        cut(error);
        stream.close();
      }
    },
    cancel(reason) {
      finish();
      return reader.cancel(reason);
    },
  });
}

/** Whether an answer is a line a window. */
export function isNdjson({ headers }: Response): boolean {
  return headers.get('content-type') === 'application/x-ndjson';
}

/** Lines of NDJSON that end in `chunk`. */
export function linesOf(chunk: Uint8Array): number {
  let lines = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
