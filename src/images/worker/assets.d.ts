/** A file that the bundler copies; its value is the address it is served at. */
declare module '*?url' {
  const url: string;
  export default url;
}
