const NEWLINE = 10;

export interface BodyTap {
  onChunk?: (chunk: Uint8Array) => void;
  /** Called once, however the body ends: complete, failed or cancelled. */
  onEnd?: () => void;
  /** Receives a read error; the consumer then sees a normal end of the body. */
  onError?: (error: unknown) => void;
}

/** Passes a body through unchanged and reports its chunks, end and errors. */
export function tapBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onChunk, onEnd, onError }: BodyTap,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let hasEnded = false;
  const finish = () => {
    hasEnded = true;
    onEnd?.();
  };
  return new ReadableStream({
    async pull(stream) {
      try {
        const { done, value } = await reader.read();
        // The consumer cancelled while the read was pending.
        if (hasEnded) return;
        if (done) {
          finish();
          return stream.close();
        }
        onChunk?.(value);
        stream.enqueue(value);
      } catch (error) {
        if (hasEnded) return;
        finish();
        if (!onError) return stream.error(error);
        onError(error);
        stream.close();
      }
    },
    cancel(reason) {
      finish();
      return reader.cancel(reason);
    },
  });
}

export function isNdjson({ headers }: Response): boolean {
  return headers.get('content-type') === 'application/x-ndjson';
}

/** Number of lines that end in `chunk`. */
export function countLines(chunk: Uint8Array): number {
  let lines = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
