#pragma once

// The pages of the Structures screen as large as they become: frames while everybody descends, and while something is
// dragged as well. Prints what it has measured.
void structure_frames();
