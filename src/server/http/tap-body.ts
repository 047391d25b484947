const NEWLINE = 10;

export interface BodyTap {
  onChunk?: (chunk: Uint8Array) => void;
  /** Called once: on completion, error or cancellation. */
  onEnd?: () => void;
  /** Receives a read error in the consumer's place. */
  onError?: (error: unknown) => void;
}

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
        // Cancelled during the read.
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
