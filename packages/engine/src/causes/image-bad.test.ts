import { waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('image-bad', {
  found: [
    {
      when: 'the tag does not exist',
      scene: {
        status: waiting(
          'ImagePullBackOff',
          'Back-off pulling image "registry.example/web:2": ErrImagePull: failed to pull and unpack image "registry.example/web:2": failed to resolve reference "registry.example/web:2": registry.example/web:2: not found',
        ),
      },
      line: 'message: Back-off pulling image "registry.example/web:2": ErrImagePull: failed to pull and unpack image "registry.example/web:2": failed to resolve reference "registry.example/web:2": registry.example/web:2: not found',
      fix: 'image-bad/name',
    },
  ],
  missed: [
    {
      when: 'the image is there and the runtime refuses the container',
      scene: {
        status: waiting(
          'CreateContainerError',
          'failed to create containerd container: mkdir /var/lib/containerd/x: input/output error',
        ),
      },
      instead: 'runtime-error',
    },
  ],
})
