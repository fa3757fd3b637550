// How large is what a thumb has to hit? 44 px where there is no mouse; 16 px of text, below which a
// phone zooms into a field.
export const TOUCH_FIELD = "max-lg:h-11 max-lg:text-lg";
export const TOUCH_SELECT = "max-lg:[&>select]:h-11 max-lg:[&>select]:text-lg";
export const TOUCH_BUTTON = "max-lg:h-11 max-lg:px-4 max-lg:text-md";
export const TOUCH_ICON = "max-lg:size-11";
