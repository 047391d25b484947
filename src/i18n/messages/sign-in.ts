/** Texts of the sign-in page. The server fills them in, so they are not part of the page's catalogue. */
export const signInMessages = {
  'signIn.title': { en: 'Sign in', zh: '登录' },
  'signIn.intro': {
    en: 'Enter your access token to open the dashboard.',
    zh: '此服务器仅向持有访问令牌的人显示数据。',
  },
  'signIn.token': { en: 'Access token', zh: '访问令牌' },
  'signIn.tokenHint': {
    en: 'It starts with “artc-”. The administrator of this server can create one for you.',
    zh: '令牌以“artc-”开头，可向服务器管理员索取。',
  },
  'signIn.submit': { en: 'Sign in', zh: '登录' },
  'signIn.sessionNote': {
    en: 'This browser stays signed in for up to 30 days.',
    zh: '此浏览器最长保持登录 30 天。',
  },
  'signIn.gatewayTitle': { en: 'Not signed in', zh: '未登录' },
  'signIn.gatewayIntro': {
    en: 'Your gateway handles sign-in but sent no user name.',
    zh: '此服务器由网关负责登录，但网关未提供您的身份。',
  },
  'signIn.gatewayAdvice': {
    en: 'Open this server through the gateway. If you already do, contact the administrator of this server.',
    zh: '请通过网关的地址访问。如果当前已是该地址，请联系服务器管理员。',
  },
  'signIn.invalidToken': {
    en: 'Unknown access token. Check that you copied all of it; it may also have been removed.',
    zh: '无法识别该令牌。请检查是否完整复制；令牌也可能已被移除。',
  },
  'signIn.rateLimited': {
    en: 'Too many unknown tokens from your address. Try again in {seconds} s.',
    zh: '来自您地址的错误令牌过多，请在 {seconds} 秒后重试。',
  },
  'signIn.insecure': {
    en: 'Signing in requires https. Open this address with https://.',
    zh: '仅支持通过 https 登录：请以 https:// 打开此地址。',
  },
} as const satisfies Record<string, { en: string; zh: string }>;

/** Each language in its own words. */
export const languageNames = { en: 'English', zh: '简体中文' } as const;
