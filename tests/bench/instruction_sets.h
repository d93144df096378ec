#pragma once

namespace losslab {

// Takes "--avx2" out of the arguments where it stands there, and keeps the loops then from using wider vectors than
// those of AVX2, which many machines in classrooms have. Before anything has run. Returns the name of what is used.
const char* choose_instruction_set(int& argc, char** argv);

}  // namespace losslab
