export { ItemSuggestions } from "./entries/ItemSuggestions";
export {
  SuggestButton,
  SuggestHere,
  SuggestMenuItem,
  SuggestRowButton,
} from "./entries/SuggestButtons";
export { SuggestionMark } from "./entries/SuggestionMark";
export { SuggestionsButton, SuggestionsMenuItem } from "./entries/SuggestionsButton";
export { Suggesting } from "./Suggesting";
