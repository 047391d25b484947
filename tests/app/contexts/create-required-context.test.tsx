import { renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { createRequiredContext } from '../../../src/app/contexts/create-required-context.ts';

const [Provider, useZone] = createRequiredContext<{ zone: string }>('zone');

describe('createRequiredContext', () => {
  it('returns the value of the provider', () => {
    const value = { zone: 'UTC' };
    const wrapper = ({ children }: PropsWithChildren) => (
      <Provider value={value}>{children}</Provider>
    );
    expect(renderHook(useZone, { wrapper }).result.current).toBe(value);
  });

  it('throws outside of the provider', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    expect(() => renderHook(useZone)).toThrow('the zone context has no provider');
  });
});
