export const fit = () => {}
