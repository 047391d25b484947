declare module 'autocannon' {
  interface LoadRequest {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
    setupRequest?: (request: LoadRequest) => LoadRequest;
  }
  interface LoadOptions {
    url: string;
    connections: number;
    overallRate: number;
    duration: number;
    requests: LoadRequest[];
  }
  interface LoadResult {
    '2xx': number;
    non2xx: number;
    errors: number;
    latency: { p50: number; p99: number; max: number };
    requests: { average: number };
  }
  /** Loads a server as fast as told; latencies in ms. */
  function autocannon(options: LoadOptions): Promise<LoadResult>;
  export default autocannon;
}
