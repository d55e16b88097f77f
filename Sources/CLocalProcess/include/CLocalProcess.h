#ifndef CLOCALPROCESS_H
#define CLOCALPROCESS_H

#include <sys/types.h>

/// Starts a process in a group of its own. Linux only, as is everything here.
///
/// The child gets /dev/null as its input and `output` as both outputs, `folder` as its working directory, default
/// signal dispositions and an empty signal mask; it inherits no other descriptor. It is killed by the kernel
/// when the *thread* that called this function ends, and with it when the calling process dies in whatever way. A
/// program cannot arrange that for its child with posix_spawn, and code between fork and exec must be free of locks and
/// allocations, which Swift cannot promise: hence C.
///
/// Returns the process id, or the negated errno of the step that failed, exec among them.
pid_t clp_spawn(const char *path, char *const argv[], char *const envp[], const char *folder, int output);

/// A descriptor that becomes readable when the process ends, or -1.
int clp_open_process(pid_t pid);

/// A descriptor that becomes readable when eight bytes are written to it, and stays so until they are read; or -1.
/// Neither reading nor writing blocks.
int clp_open_event(void);

/// Makes a pipe that children do not inherit; the reading end does not block. Returns 0, or -1 with errno set.
int clp_open_pipe(int ends[2]);

#endif
